"""When the tests of scheduled pages take place."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NOW = datetime(2026, 3, 26, 12, tzinfo=ZoneInfo("Europe/London"))
# The clocks go forward on 29 March: nine o'clock in London is another moment by then.
TOMORROW, NEXT_WEEK = datetime(2026, 3, 27, 9, tzinfo=NOW.tzinfo), datetime(2026, 4, 2, 9, tzinfo=NOW.tzinfo)
TICK = timedelta(seconds=1)
