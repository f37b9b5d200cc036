communes-name-empty = The name has no readable letters. Please type it again.
communes-name-long = The name has { $length } characters, at most { $most } are possible. Please type a shorter one.
communes-name-taken = "{ $name }" is already a name of { $unit }. Please choose another.
communes-name-as-text = Please type the name.
communes-too-many-units = There are { $most } units already, no more can be added. Please close units that no longer exist.
communes-too-many-aliases = This unit has { $most } names already, no more can be added.
communes-no-unit = There is no such unit, or it has been closed. Type /donvi for the current list.
communes-not-a-leader = Only the chairman and leaders who have joined can be in charge.
communes-unit-owes = { $unit } still has { $count } open assignments and cannot be closed.

communes-setup-title = Setting up the units of { $commune }
communes-setup-kind = Is it a commune (xã), a ward (phường) or a special zone (đặc khu)? Communes and special zones have Phòng Kinh tế; wards and the special zone Phú Quốc have Phòng Kinh tế, Hạ tầng và Đô thị (for Phú Quốc please choose ward).
communes-kind-xa = Commune (xã)
communes-kind-phuong = Ward (phường)
communes-kind-dackhu = Special zone
communes-setup-list = The units since July 2025
communes-setup-list-hint = Press a name to choose it or leave it out. Short names (VP, KT, VHXH…) are included; change them later with /donvi.
communes-ticked = ✓ { $unit }
communes-unticked = ○ { $unit }
communes-setup-there = { $unit } (exists)
communes-setup-create = Create the units
communes-setup-none = No unit is chosen. Press a unit's name to choose it.
communes-setup-exist = These units exist already, nothing was created.
communes-setup-done = There are { $count } units
communes-setup-done-short = { $count } units created.
communes-setup-next =
    Next you can:
    1. Add the bot to each unit's group and choose the group's unit. Units without a group are assigned work as well.
    2. Type /moi to invite leaders and heads.
    3. Send a letter here to assign its work.
communes-see-units = See the units
communes-back = Back

communes-none = There are no units yet. You can create the standard units since July 2025, or add them one by one.
communes-standard = Standard units
communes-add = Add a unit
communes-add-partner = Add a partner
communes-list-title = { $count } units
communes-head = Head: { $head }
communes-leader = Leader in charge: { $leader }
communes-group = Group: { $group }
communes-group-lost = Group: { $group } (cannot be reached)
communes-no-group = No group yet
communes-unnamed = unnamed
communes-nobody = nobody yet
communes-nothing = none yet
communes-is-partner = Partner: asked to cooperate, never chased or ranked.
communes-aliases = Other names: { $aliases }
communes-no-staff = Nobody of this unit has joined yet.
communes-staff-head = Head
communes-staff-deputy = Deputy
communes-staff-contact = Contact
communes-rename = Rename
communes-alias = Add another name
communes-choose-leader = Leader in charge
communes-invite-head = Invite the head
communes-staff = People
communes-close = Close the unit
communes-which-leader = Which leader is in charge of { $unit }?
communes-no-leaders = No leader has joined yet, so nobody can be put in charge of { $unit }. Type /moi to invite leaders.
communes-leader-nobody = Nobody
communes-saved = Saved.
communes-ask-add = What is the new unit's name? A short name may follow in brackets, for example: Trường Mầm non Hoa Sen (MNHS)
communes-ask-addPartner = What is the partner's name? A short name may follow in brackets, for example: Hội Nông dân (HND)
communes-ask-rename = What is the new name of { $unit }? The old one will still be understood.
communes-ask-alias = What else is { $unit } called?
communes-placeholder = Type the name
