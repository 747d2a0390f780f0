"""The reading of dates: which days a text speaks of.

`scopes` gives them, by a `grammar` whose words are in `lexicon/<language>.dates.toml`; what a pattern of words means is
beside its like: `named`, `relative`, `counted`, `anchored`, `bounds` and so on.
"""

from answering.dates.intervals import Precision
from answering.dates.scopes import Scope, read_scope, read_scopes, resolve, warm, warm_days, with_year
from answering.dates.steps import Offset

__all__ = ["Offset", "Precision", "Scope", "read_scope", "read_scopes", "resolve", "warm", "warm_days", "with_year"]
