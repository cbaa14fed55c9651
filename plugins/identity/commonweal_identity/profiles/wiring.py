"""What this part of identity contributes."""

from commonweal_identity.part import Part
from commonweal_identity.profiles.samples import sample_people

PART = Part(samples=[sample_people])
