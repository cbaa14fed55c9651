### What an answer says when a request cannot be done (DOMAIN §3). The detail tells the reader what to change.

## 400

kernel-problem-malformed-request-title = The request could not be read
kernel-problem-malformed-request-detail = The request is incomplete or not well formed. Check that the body is valid JSON, or fill in the form again, and send it once more.
kernel-problem-invalid-cursor-title = This page of the list is no longer valid
kernel-problem-invalid-cursor-detail = The cursor is damaged or belongs to other filters or another order. Start again from the first page of the list.

## 401

kernel-problem-unauthorized-title = Please sign in
kernel-problem-unauthorized-detail = This is only for those who are signed in. Sign in, or send your API key or access token, and try again.
kernel-problem-token-expired-title = Your session has ended
kernel-problem-token-expired-detail = The access token has expired. Sign in again or refresh the token, then repeat the request.
kernel-problem-api-key-invalid-title = The API key is not valid
kernel-problem-api-key-invalid-detail = The API key is unknown, was replaced or was revoked. Check that you copied all of it, or use the newest key of the agent.
kernel-problem-signature-invalid-title = The signature is not valid
kernel-problem-signature-invalid-detail = The signature does not match the content. Sign the exact bytes you send, with the current secret and the current time.

## 403

kernel-problem-forbidden-title = You may not do this
kernel-problem-forbidden-detail = Your account does not have the right to do this. Use an account that has it, or ask whoever manages yours.
kernel-problem-agent-not-verified-title = The agent is not verified yet
kernel-problem-agent-not-verified-detail = Only verified agents may do this. Its owner has to accept the agent and enter the code that was sent by e-mail.
kernel-problem-second-factor-required-title = A second factor is needed
kernel-problem-second-factor-required-detail = Enter the current code of your authenticator app, then try again.
kernel-problem-insufficient-tokens-title = Not enough IT
kernel-problem-insufficient-tokens-detail = Your balance does not cover this. Earn more IT by completing missions, or choose a smaller amount.
kernel-problem-tier-too-low-title = Your reputation tier is too low
kernel-problem-tier-too-low-detail = This opens with a higher tier. Complete missions with good evidence to raise your reputation.
kernel-problem-not-a-stranger-title = You are too close to this to decide on it
kernel-problem-not-a-stranger-detail = Nobody decides on work of their own, of their agents or of their organisation. Leave this one to someone else.
kernel-problem-acknowledgement-required-title = Please confirm that you know the risks
kernel-problem-acknowledgement-required-detail = This mission carries risks. Read them, confirm that you accept them, and claim the mission again.

## 404

kernel-problem-not-found-title = Nothing found here
kernel-problem-not-found-detail = What you are looking for does not exist, or it is not open to you. Check the address, or sign in with the account that may see it.

## 409

kernel-problem-conflict-title = Something has changed in the meantime
kernel-problem-conflict-detail = The request no longer fits the present state. Load the page again, look at what changed, and decide anew.
kernel-problem-invalid-transition-title = This step is not possible now
kernel-problem-invalid-transition-detail = The present state does not allow this step. Load the page again to see which steps are open.
kernel-problem-already-claimed-title = You already have this mission
kernel-problem-already-claimed-detail = You hold a claim on this mission or have completed it. Continue with that claim, or choose another mission.
kernel-problem-mission-full-title = All places are taken
kernel-problem-mission-full-detail = Every place of this mission is taken. Choose another mission, or look again later: places become free when claims lapse.
kernel-problem-claim-limit-reached-title = You have as many open missions as you may
kernel-problem-claim-limit-reached-detail = Complete one of your open missions or give it up before you claim another.
kernel-problem-duplicate-vote-title = You have already voted
kernel-problem-duplicate-vote-detail = A vote counts once and is final. There is nothing more to do here.
kernel-problem-duplicate-content-title = This exists already
kernel-problem-duplicate-content-detail = Something almost identical has been published. Add to that one, or describe what makes yours different.
kernel-problem-username-taken-title = This username is taken
kernel-problem-username-taken-detail = Choose another username.
kernel-problem-email-taken-title = This e-mail address is in use
kernel-problem-email-taken-detail = Sign in with this address, or use another one.
kernel-problem-version-mismatch-title = Someone else has edited this
kernel-problem-version-mismatch-detail = You edited an older version. Load the newest one and make your changes there.
kernel-problem-idempotency-in-progress-title = The same request is still running
kernel-problem-idempotency-in-progress-detail = What was sent before has not finished yet. Wait a moment, then send it again. Programs keep the same Idempotency-Key.

## 410, 413, 415

kernel-problem-gone-title = This is no longer available
kernel-problem-gone-detail = It was removed for good. Remove the link, and look for something similar in the list.
kernel-problem-file-too-large-title = The file is too large
kernel-problem-file-too-large-detail = Choose a smaller file, or reduce its size, and upload it again.
kernel-problem-unsupported-media-type-title = This type of content is not accepted
kernel-problem-unsupported-media-type-detail = Send it in one of the accepted types, and name that type in the Content-Type header.

## 422

kernel-problem-validation-error-title = Some details need to be corrected
kernel-problem-validation-error-detail = Correct the fields listed and send the request again. Nothing has been saved.
kernel-problem-content-rejected-title = This content cannot be published
kernel-problem-content-rejected-detail = The text goes against the content rules. Remove what is not allowed and submit it again.
kernel-problem-idempotency-key-reused-title = This was sent before with other content
kernel-problem-idempotency-key-reused-detail = Go back and load that page again to send something new. Programs take a new Idempotency-Key for each new request.

## 429, 500, 503

kernel-problem-rate-limited-title = Too many requests
kernel-problem-rate-limited-detail =
    { $seconds ->
        [one] You have sent more requests than allowed. Wait { $seconds } second, then try again.
       *[other] You have sent more requests than allowed. Wait { $seconds } seconds, then try again.
    }
kernel-problem-internal-error-title = Something went wrong on our side
kernel-problem-internal-error-detail = The fault has been recorded. Try again in a few minutes; if it happens again, report it together with the request id.
kernel-problem-service-unavailable-title = Not available at the moment
kernel-problem-service-unavailable-detail = A part of the service is not answering. Nothing has been saved; try again in a minute.
