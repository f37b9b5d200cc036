# Words of receiving and sending
post-busy = The system is busy: what you did is not recorded yet and will be when it is back. If nothing has changed in a few minutes, please try again.
