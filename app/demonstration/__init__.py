"""A synthetic service to look at and to measure with: the same for the same size, seed and as-of date, and nobody real."""

from app.demonstration.making import Demonstrate, demonstrate, demonstrate_in_parts
from app.demonstration.size import DENSE, Size
from app.demonstration.whole import parts

__all__ = ["DENSE", "Demonstrate", "Size", "demonstrate", "demonstrate_in_parts", "parts"]
