#!/usr/bin/env python
"""Django's own commands, for developers; operators use the command `satupintu`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
    execute_from_command_line(sys.argv)
