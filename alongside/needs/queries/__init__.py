"""Questions about screens, needs, support and strategies: of one child, of the queue, and what waits."""

from alongside.needs.queries.child import (
    ChildNeeds,
    Summary,
    child_needs,
    child_summary,
    needs_of_all,
    strategies_of_all,
)
from alongside.needs.queries.lines import (
    NeedLine,
    ScreenLine,
    StrategyLine,
    SupportLine,
    WithdrawnStrategy,
    needs,
    screen_or_404,
    screen_page,
    screens,
    strategies,
    strategy_or_404,
    support_or_404,
    support_page,
    supports,
    tools_to_offer,
    ways_of_working,
)
from alongside.needs.queries.owed import open_things
from alongside.needs.queries.queue import QUEUE_VIEWED, Queue, QueueLine, Strip, support_queue
from alongside.needs.queries.seen import seen
from alongside.needs.queries.work import work_for

__all__ = [
    "QUEUE_VIEWED",
    "ChildNeeds",
    "NeedLine",
    "Queue",
    "QueueLine",
    "ScreenLine",
    "StrategyLine",
    "Strip",
    "Summary",
    "SupportLine",
    "WithdrawnStrategy",
    "child_needs",
    "child_summary",
    "needs",
    "needs_of_all",
    "open_things",
    "screen_or_404",
    "screen_page",
    "screens",
    "seen",
    "strategies",
    "strategies_of_all",
    "strategy_or_404",
    "support_or_404",
    "support_page",
    "support_queue",
    "supports",
    "tools_to_offer",
    "ways_of_working",
    "work_for",
]
