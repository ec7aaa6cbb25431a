"""CQL2 (OGC 21-065r2): filters as text or JSON to the model's Filter, with bounded work whatever is sent.

The parser is this project's own: it counts depth and terms while it reads, so that no input can exhaust the stack.
"""

from app.web.cql2.compiler import compile_filter
from app.web.cql2.document import parse_json
from app.web.cql2.systems import located
from app.web.cql2.text import parse_text

__all__ = ["compile_filter", "located", "parse_json", "parse_text"]
