"""What this part of identity contributes."""

from commonweal_identity.part import Part

PART = Part()
