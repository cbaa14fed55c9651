### Registering, signing in, sessions and the second factor.

identity-register = Register
identity-sign-in = Sign in
identity-sign-out = Sign out
identity-email = E-mail address
identity-password = Password
identity-new-password = New password
identity-password-hint = At least 8 characters, with upper case, lower case and a digit.
identity-display-name = Name
identity-display-name-hint = How others see you. It need not be your full name.
identity-is-adult = I am 18 or older.
identity-accepts-terms = I accept the terms of use and the privacy notice.
identity-code = Code
identity-code-hint = Six digits, valid for 15 minutes.
identity-code-missing = Nothing arrived? Look into your spam folder, or let us send another code.
identity-code-again = Send another code
identity-or = or
identity-with-provider = Continue with { $provider }

identity-register-title = Create your account
identity-register-lead = Free, and ready in two minutes.
identity-register-submit = Create account
identity-have-account = Do you have an account?
identity-no-account = New here?
identity-register-why = What an account gives you
identity-register-why-claim = Claim missions near you and hand in your evidence.
identity-register-why-earn = Earn ImpactTokens for verified work and for the orientation.
identity-register-why-portfolio = Collect what you have done in a portfolio that you may show, or keep to yourself.
identity-register-privacy = Your address is never shown to others.

identity-confirm-title = Confirm your address
identity-confirm-lead = We have sent a code to your address. Enter it here.
identity-confirm-submit = Confirm

identity-sign-in-wrong = Address and password do not fit. Check both, or set a new password.
identity-forgotten-link = Forgot your password?
identity-forgotten-title = Set a new password
identity-forgotten-lead = Enter your address. If there is an account for it, we send a code.
identity-forgotten-submit = Send the code
identity-reset-title = Set a new password
identity-reset-lead = If there is an account for this address, a code is on its way. You will be signed out everywhere.
identity-reset-submit = Save the new password

identity-second-step-title = One more step
identity-second-step-lead = Enter the code that your authenticator app shows now.
identity-second-step-hint = Without the app, one of your recovery codes will do.
identity-second-step-back = Sign in with another account

identity-sign-out-lead = You are signed in as { $name }.
identity-stay = Stay signed in

identity-samples-title = Sample accounts
identity-samples-about = This site runs with sample data. You may sign in as one of these people:
identity-samples-admin = Admin
identity-samples-password = Password for all:
identity-samples-mailbox = Mail is not sent, but kept here:

identity-flash-welcome = Welcome! Your address is confirmed.
identity-flash-code-sent = Another code is on its way. The one before it does not work any more.
identity-flash-password-reset = Your new password is saved. Sign in with it.
identity-flash-password-changed = Your new password is saved. All your other sessions have ended.
identity-flash-address-changed = Your new address is saved. All your other sessions have ended.
identity-flash-session-ended = The session has ended.
identity-flash-sessions-ended = All your other sessions have ended.
identity-flash-second-factor-removed = The second factor is switched off.
identity-flash-provider-connected = From now on you can sign in this way too.
identity-flash-provider-disconnected = You cannot sign in this way any more.

identity-field-password-kinds = Use upper case, lower case and at least one digit.
identity-field-password-common = This password is too easy to guess. Take one that is not in common lists and not made of your name or address.
identity-field-not-an-address = This is not an e-mail address. Check the spelling.
identity-field-code-wrong = This code is not right. Enter the six digits of the newest mail.
identity-field-code-over = This code does not work any more. Ask for another one.
identity-field-second-factor-wrong = This code is not right, or was used already. Wait for the next one.
identity-field-is-adult = You must be 18 or older to register.
identity-field-accepts-terms = Accept the terms to register.
identity-field-wrong-password = This is not your password.
identity-field-own-address = This is your address already.

identity-account = Account
identity-account-lead = Signed in as { $email }.
identity-account-hello = Hello, { $name }
identity-account-security = Security
identity-account-security-about = Password, address, second factor and other ways to sign in.
identity-account-sessions = Sessions
identity-account-sessions-about = Where you are signed in, and how to end it.
identity-account-orientation = Finish the orientation
identity-account-orientation-about = Five short steps show how everything works. You earn your first tokens with them.
identity-account-open = Open

identity-security-password = Password
identity-security-password-none = You sign in through a provider and have no password yet. To set one, use “Forgot your password?” on the sign-in page.
identity-security-password-changed = Last changed { $when }.
identity-security-password-old = Present password
identity-security-password-submit = Change password
identity-security-address = E-mail address
identity-security-address-now = Your address is { $email }.
identity-security-address-new = New address
identity-security-address-submit = Send a code to the new address
identity-security-address-confirm = Confirm the new address
identity-security-address-confirm-lead = Enter the code that we have sent to your new address.
identity-security-factor = Second factor
identity-security-factor-on = Switched on. Recovery codes left: { $left }.
identity-security-factor-off = Switched off. With a code from an app, a stolen password alone is not enough to sign in.
identity-security-factor-needed = Admins need it before they can use their rights.
identity-security-factor-enrol = Set it up
identity-security-factor-codes = Make new recovery codes
identity-security-factor-remove = Switch it off
identity-security-providers = Other ways to sign in
identity-security-provider-connected = Connected
identity-security-provider-connect = Connect
identity-security-provider-disconnect = Disconnect
identity-security-provider-last = This is your only way to sign in. Set a password first.

identity-factor-title = Set up the second factor
identity-factor-scan = Scan this picture with an authenticator app on your phone.
identity-factor-picture = QR code with the secret for your authenticator app
identity-factor-type = If you cannot scan it, type this into the app:
identity-factor-enter = Enter the code that the app shows now.
identity-factor-submit = Switch it on
identity-factor-done = The second factor is switched on
identity-factor-codes-lead = Keep these recovery codes in a safe place. Each lets you in once when the app is not at hand. They are shown only now.
identity-factor-codes-kept = I have kept them
identity-factor-remove-lead = Enter your password and a code of the app or a recovery code.

identity-sessions-lead = Here you are signed in. End what you do not know, then change your password.
identity-sessions-this = This session
identity-sessions-program = Program
identity-sessions-unknown = Unknown device
identity-sessions-used = Last used { $when }
identity-sessions-begun = Since { $when }
identity-sessions-from = from { $place }
identity-sessions-end = End
identity-sessions-end-others = End all others

identity-provider-failed = Signing in with { $provider } did not work. Try again.
identity-provider-known-title = There is an account with this address
identity-provider-known = Sign in with your password, then connect { $provider } under Account → Security.
identity-provider-finish-title = Almost done
identity-provider-finish-lead = { $provider } says you are { $email }.
identity-provider-continue-title = Connect { $provider }
identity-provider-continue = You are led to { $provider } now. Come back from there to finish.
identity-provider-used = This account at { $provider } belongs to somebody else here.
identity-provider-sign-in-again = Sign in again before you change this.

identity-mail-signature = Commonweal
identity-mail-register-subject = { $code } is your Commonweal code
identity-mail-register =
    Welcome to Commonweal. Enter this code to confirm your address:

    { $code }

    It is valid for 15 minutes.
identity-mail-register-why = Somebody entered this address to register. If it was not you, there is nothing to do: without the code there will be no account.
identity-mail-register-known-subject = You have an account already
identity-mail-register-known = Somebody entered this address to register, but it has an account already. Sign in with it; if you forgot the password, you can set a new one on the sign-in page.
identity-mail-register-known-why = If it was not you, there is nothing to do. Nothing was changed.
identity-mail-reset-subject = { $code } is your code for a new password
identity-mail-reset =
    With this code you can set a new password:

    { $code }

    It is valid for 15 minutes.
identity-mail-reset-why = If you did not ask for it, there is nothing to do: your password stays as it is. Never tell the code to anybody.
identity-mail-email-subject = { $code } confirms your new address
identity-mail-email =
    Enter this code to use this address from now on:

    { $code }

    It is valid for 15 minutes.
identity-mail-email-why = Somebody with a Commonweal account entered this address as their new one. If it was not you, there is nothing to do.
identity-mail-email-known-subject = This address has an account already
identity-mail-email-known = Somebody wanted to use this address for another account, but it has one already. Nothing was changed.
identity-mail-email-known-why = If it was not you, there is nothing to do.
identity-mail-agent-subject = { $code } verifies your agent
identity-mail-agent =
    Enter this code to verify the agent you answer for:

    { $code }

    It is valid for 15 minutes.
identity-mail-agent-why = If you have no agent at Commonweal, there is nothing to do.
identity-mail-password-changed-subject = Your password was changed
identity-mail-password-changed = The password of your Commonweal account was changed, and your other sessions have ended.
identity-mail-password-changed-why = If it was not you, set a new password at once on the sign-in page.
identity-mail-address-changed-subject = Your address was changed
identity-mail-address-changed = Your Commonweal account has another e-mail address now. Mail goes there from now on.
identity-mail-address-changed-why = If it was not you, write to whoever runs this site at once.
identity-mail-second-factor-on-subject = The second factor is switched on
identity-mail-second-factor-on = From now on, a code from your authenticator app is needed to sign in to your Commonweal account.
identity-mail-second-factor-on-why = If it was not you, set a new password at once on the sign-in page.
identity-mail-second-factor-off-subject = The second factor is switched off
identity-mail-second-factor-off = Your Commonweal account can be signed in to without a code from now on.
identity-mail-second-factor-off-why = If it was not you, set a new password at once on the sign-in page.
identity-mail-second-factor-reset-subject = Your second factor was reset
identity-mail-second-factor-reset = Whoever runs this site has switched off the second factor of your Commonweal account, and you have been signed out everywhere. Sign in with your password, then set up another second factor.
identity-mail-second-factor-reset-why = If you did not ask for it, set a new password at once on the sign-in page, and write to whoever runs this site.
