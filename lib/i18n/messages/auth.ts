import type { Localised } from '../locales';

const en = {
  signIn: {
    title: 'Sign in',
    text: 'Administration of this mail gateway',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    invalid: 'E-mail or password is wrong.',
    rateLimited: 'Too many attempts. Please wait {seconds, plural, one {one second} other {# seconds}} and try again.',
    unreachable: 'The console could not be reached. Please try again.',
    emailMissing: 'Enter your e-mail address.',
    passwordMissing: 'Enter your password.',
    created: 'Your account has been created. You can sign in now.',
  },
  setup: {
    title: 'Welcome to Siegel',
    text: 'Create the first administrator of this mail gateway.',
    name: 'Name',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 12 characters. A sentence that only you know is good.',
    submit: 'Create administrator',
    linkInvalidTitle: 'This link is no longer valid',
    linkInvalid:
      'The link to create the first administrator works once. Either it has been used, or it is incomplete. If you have an account, sign in.',
    toSignIn: 'Go to sign-in',
    failed: 'The account could not be created. Please try again.',
  },
};

const de: typeof en = {
  signIn: {
    title: 'Anmelden',
    text: 'Verwaltung dieses Mail-Gateways',
    email: 'E-Mail',
    password: 'Passwort',
    submit: 'Anmelden',
    invalid: 'E-Mail oder Passwort ist falsch.',
    rateLimited:
      'Zu viele Versuche. Bitte warten Sie {seconds, plural, one {eine Sekunde} other {# Sekunden}} und versuchen Sie es dann erneut.',
    unreachable: 'Die Konsole ist nicht erreichbar. Bitte versuchen Sie es erneut.',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
    passwordMissing: 'Geben Sie Ihr Passwort ein.',
    created: 'Ihr Konto wurde angelegt. Sie können sich jetzt anmelden.',
  },
  setup: {
    title: 'Willkommen bei Siegel',
    text: 'Legen Sie den ersten Administrator dieses Mail-Gateways an.',
    name: 'Name',
    email: 'E-Mail',
    password: 'Passwort',
    passwordHint: 'Mindestens 12 Zeichen. Gut ist ein Satz, den nur Sie kennen.',
    submit: 'Administrator anlegen',
    linkInvalidTitle: 'Dieser Link ist nicht mehr gültig',
    linkInvalid:
      'Der Link zum Anlegen des ersten Administrators funktioniert einmal. Entweder wurde er schon benutzt, oder er ist unvollständig. Wenn Sie ein Konto haben, melden Sie sich an.',
    toSignIn: 'Zur Anmeldung',
    failed: 'Das Konto konnte nicht angelegt werden. Bitte versuchen Sie es erneut.',
  },
};

export const auth: Localised<typeof en> = { en, de };
