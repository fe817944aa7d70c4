"""Tables and a choice of sources made into the records that are shown."""

import pandas as pd

# Columns are many and short: Arrow's way to keep text costs more at each step than it saves.
pd.set_option("mode.string_storage", "python")
