# Words of receiving and sending
post-busy = The system is busy; what you did is not recorded yet. Please try again in a few minutes.
