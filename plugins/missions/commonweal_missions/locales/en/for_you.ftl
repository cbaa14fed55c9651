### Missions that suit whoever reads.

missions-for-you = For you
missions-for-you-lead = Open missions that suit your skills, your languages and your place.
missions-for-you-all = See all
missions-for-you-fits = You can do this:
missions-for-you-hint = Say what you can do, and the missions that suit you stand here.
missions-for-you-profile = Add your skills
missions-for-you-profile-edit = Edit your profile
missions-for-you-by-skills = Found by skills only
missions-for-you-by-skills-detail = At the moment we only compare skills. Missions that suit you but name none of them are missing.
missions-for-you-no-skills = What can you do?
missions-for-you-none = Nothing suits you right now
missions-for-you-none-advice = No open mission near you asks for what you can do. New missions are added every day; or look beyond your place.
