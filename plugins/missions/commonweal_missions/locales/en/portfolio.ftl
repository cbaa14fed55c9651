## What a person has done

missions-impact-title = Impact
missions-impact-none = No verified mission yet.
missions-impact-missions = Verified missions
missions-impact-time = Time given
missions-impact-earned = Earned with missions
missions-impact-domains = By cause
missions-impact-in-domain =
    { $count ->
        [one] { $count } mission · { $time }
       *[other] { $count } missions · { $time }
    }
missions-impact-newest = Most recent

## Missions of somebody, or of a problem

missions-belonging-title = Missions
missions-belonging-more = There are more of them in the marketplace.

missions-status-open = Open
missions-status-claimed = All places taken
missions-status-in-progress = Under way
missions-status-submitted = Being checked
missions-status-verified = Complete
missions-status-expired = Ended
missions-status-archived = Closed
missions-review-pending = Not reviewed yet
missions-review-flagged = Waiting for review
missions-review-rejected = Rejected by review
missions-review-approved = Approved

## Content review

missions-kind-mission = Mission
missions-kind-translation = Translation of a mission
