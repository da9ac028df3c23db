"""PDF from a rendered page. Only this module knows WeasyPrint."""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from kamdocs.errors import OutputError
from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.write.css import stylesheet
from kamdocs.write.document import document, pictures, serialise
from kamdocs.write.glyphs import Setting, font_faces, setting
