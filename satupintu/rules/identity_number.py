"""The number of an identity card or a family card in a text, however it is spaced.

Sixteen digits: province, four more of the place, day (with 40 more for women), month, year, serial.
Together they always count. What is spaced must be built like that: four years in a row and two
large figures are sixteen digits too.
"""

import re

_PROVINCE = r"(?:1_[1-9]|2_1|3_[1-6]|5_[1-3]|6_[1-5]|7_[1-6]|8_[12]|9_[1-7])"
_DAY = r"(?:0_[1-9]|[12]_\d|3_[01]|4_[1-9]|[56]_\d|7_[01])"
_MONTH = r"(?:0_[1-9]|1_[0-2])"
_BUILT = rf"{_PROVINCE}(?:_\d){{4}}_{_DAY}_{_MONTH}(?:_\d){{6}}".replace("_", "[ .-]?")
IDENTITY_NUMBER = re.compile(rf"(?<!\d)(?:\d{{16}}|{_BUILT})(?!\d)")
