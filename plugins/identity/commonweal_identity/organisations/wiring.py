"""What this part of identity contributes."""

from commonweal_identity.organisations.samples import sample_organisations
from commonweal_identity.part import Part

PART = Part(samples=[sample_organisations])
