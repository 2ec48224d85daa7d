"""The board of applications (申请看板): a lane for each kind of step, a card for each open case."""
