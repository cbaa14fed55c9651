### Profiles and the orientation.

identity-profile = Profile
identity-profile-complete = Your profile is { $percent }% complete
identity-profile-missing = To complete it:
identity-profile-missing-skills = Choose skills (+{ $weight }%)
identity-profile-missing-languages = Say which languages you speak (+{ $weight }%)
identity-profile-missing-city = Name your city and country (+{ $weight }%)
identity-profile-missing-location = Set a place on the map, to find missions near you (+{ $weight }%)
identity-profile-missing-availability = Say when you usually have time (+{ $weight }%)
identity-profile-missing-email = Confirm your e-mail address (+{ $weight }%)
identity-profile-missing-bio = Write a few words about yourself (+{ $weight }%)
identity-profile-missing-time-zone = Choose your time zone (+{ $weight }%)
identity-profile-edit = Edit your profile
identity-profile-public = See your profile as others see it
identity-profile-about-you = About you
identity-profile-bio = A few words about you
identity-profile-bio-hint = Up to 500 characters; everybody can read them.
identity-profile-skills = Skills
identity-profile-skills-hint = Choose what you can do; missions are found by it.
identity-profile-other-skills = Other skills
identity-profile-other-skills-hint = Separate them with commas.
identity-profile-languages = Languages you speak
identity-profile-languages-hint = Choose one or more, up to 20. On a computer, hold Ctrl or ⌘ to choose several.
identity-profile-place = Where you are
identity-profile-place-hint = City and country are shown on your profile. The exact place is never shown to anybody; it only serves to find what is near.
identity-profile-city = City
identity-profile-country = Country or territory
identity-profile-latitude = Latitude
identity-profile-longitude = Longitude
identity-profile-here = Use where I am now
identity-profile-here-failed = Your device did not say where it is. Type the numbers instead.
identity-profile-radius = How far you would travel, in km
identity-profile-radius-hint = From 5 to 50 km.
identity-profile-when = When, and in which language
identity-profile-availability = When you usually have time
identity-profile-availability-hint = This is no promise; you choose anew for each mission.
identity-profile-time-zone = Time zone
identity-profile-locale = Language of pages and mails
identity-profile-privacy = What others see
identity-profile-portfolio = Your public page
identity-portfolio-public = Everybody can see it
identity-portfolio-private = Only I can see it
identity-portfolio-hint = It shows your name, words, skills and what you have done.
identity-profile-accepts-reviews = I am willing to review the evidence of others
identity-profile-accepts-reviews-hint = You are asked from tier Contributor on, and each review earns 3 IT.
identity-none = Not said
identity-person-own-public = Everybody can see this page.
identity-person-own-private = Only you can see this page.
identity-invitation-open = Answer the invitation
identity-flash-profile-saved = Your profile is saved.
identity-flash-orientation-finished = Well done! You have finished the orientation.
identity-orientation = Orientation
identity-orientation-lead = Five short steps before your first mission. When you finish, you get 10 IT.
identity-orientation-done = { $done } of { $steps } steps done
identity-orientation-step = Step { $number } of { $steps }
identity-orientation-next = Answer and go on
identity-orientation-finish = Answer and finish
identity-orientation-read-on = Go on
identity-orientation-again = Read again:
identity-orientation-wrong = Not quite. Read the step once more and choose again.
identity-orientation-finished = You know how it works
identity-orientation-finished-text = Now find a mission that fits your time and your place.
identity-orientation-missions = Find a mission
identity-orientation-missions-title = How missions work
identity-orientation-missions-text =
    A mission is one piece of work with clear steps. When you claim it, you hold one of its places, and a deadline begins: usually seven days.

    You may hold three missions at a time. If something comes up, give a mission back within 24 hours and nothing counts against you; later it does, because someone else could have had the place.

    When you are done, hand in the evidence the mission asks for. It is checked, and then you are paid.
identity-orientation-missions-question = What begins when you claim a mission?
identity-orientation-missions-answer-deadline = A deadline for handing in the evidence
identity-orientation-missions-answer-slots = Nothing: I can claim as many as I like
identity-orientation-missions-answer-anytime = Nothing: I can hand in whenever I like
identity-orientation-safety-title = Your safety comes first
identity-orientation-safety-text =
    No mission is worth an injury. Read the risk of a mission before you claim it: yellow and red ones say what to watch for, and you confirm that you have read it.

    Go by daylight where you can, tell someone where you are, and stay on public ground. If a place or a person feels wrong, stop and leave. You may give the mission back at any time.

    In an emergency call the local emergency number first. Never ask a child for anything without the adult who looks after them.
identity-orientation-safety-question = A place feels unsafe. What do you do?
identity-orientation-safety-answer-push = Carry on, because I have claimed it
identity-orientation-safety-answer-stop = Stop, leave, and give the mission back if need be
identity-orientation-safety-answer-alone = Go back alone at night, when it is quiet
identity-orientation-evidence-title = Evidence and privacy
identity-orientation-evidence-text =
    Evidence shows that the work was done: photos, a document or a report, taken at the place and in the time of the mission. Use your own, unedited pictures; copies are found.

    Ask people before you photograph them, and tell them what it is for. Leave out faces of children, licence plates, documents and anything somebody would not want to be seen.

    Hidden data in your files, such as the exact place, is removed from every copy that others see. The original stays private.
identity-orientation-evidence-question = You want to photograph a neighbour at work. What comes first?
identity-orientation-evidence-answer-faces = Get close, so that the face is easy to recognise
identity-orientation-evidence-answer-consent = Ask them, and say what the picture is for
identity-orientation-evidence-answer-edited = Look for a better picture on the internet
identity-orientation-reviews-title = Reviews and fairness
identity-orientation-reviews-text =
    When the automatic check is not sure, three people look at your evidence, each without knowing the others. They are strangers to you: nobody you have worked with, endorsed or share an organisation with.

    If you become a reviewer, take your time, judge what you see and say why in a sentence or two. A fair no helps more than a friendly yes.

    If your evidence is rejected and you disagree, you can appeal once. A person who had no part in it decides.
identity-orientation-reviews-question = Who reviews your evidence?
identity-orientation-reviews-answer-friends = Friends I choose
identity-orientation-reviews-answer-own = I do
identity-orientation-reviews-answer-strangers = People who have no connection with me
identity-orientation-tokens-title = Tokens and limits
identity-orientation-tokens-text =
    For verified missions and for reviews you earn ImpactTokens (IT). They are points: you can vote with them on solutions or highlight something, but they cannot be sold, given away or turned into money.

    Regular work pays off: a streak of days raises what missions pay, and reputation opens rights such as reviewing.

    There are limits so that it stays fair, for example three missions at a time and ten uploads of evidence an hour. Your statement shows every token you earned or spent.
identity-orientation-tokens-question = What are ImpactTokens?
identity-orientation-tokens-answer-points = Points I can use here, without cash value
identity-orientation-tokens-answer-money = Money I can withdraw
identity-orientation-tokens-answer-transfer = A gift I can send to friends
identity-day-mon = Monday
identity-day-tue = Tuesday
identity-day-wed = Wednesday
identity-day-thu = Thursday
identity-day-fri = Friday
identity-day-sat = Saturday
identity-day-sun = Sunday
identity-part-morning = Morning
identity-part-afternoon = Afternoon
identity-part-evening = Evening
identity-skill-active-listening = active listening
identity-skill-attention-to-detail = attention to detail
identity-skill-desk-research = desk research
identity-skill-driving = driving
identity-skill-facilitation = facilitation
identity-skill-first-aid = first aid
identity-skill-gardening = gardening
identity-skill-graphic-design = graphic design
identity-skill-hosting = hosting
identity-skill-interviewing = interviewing
identity-skill-logistics = logistics
identity-skill-mapping = mapping
identity-skill-note-taking = note-taking
identity-skill-observation = observation
identity-skill-oral-history = oral history
identity-skill-phone-calls = phone calls
identity-skill-photography = photography
identity-skill-plain-language = plain language
identity-skill-public-speaking = public speaking
identity-skill-repair = repair
identity-skill-smartphone-basics = smartphone basics
identity-skill-spreadsheets = spreadsheets
identity-skill-teaching = teaching
identity-skill-translation = translation
identity-skill-water-testing = water testing
identity-skill-web-accessibility = web accessibility
identity-skill-working-with-children = working with children
identity-skill-writing = writing
