/** What the payment provider asks for, in a creator's words, by how its own name for it begins; the longer beginnings first. */
const asked: readonly (readonly [string, string])[] = [
  ['external_account', 'the bank account that your payouts go to'],
  ['tos_acceptance', 'that you agree to its terms'],
  ['individual.verification.additional_document', 'a document that shows where you live'],
  ['individual.verification', 'a document that shows who you are'],
  ['individual.dob', 'your date of birth'],
  ['individual.address', 'your address'],
  ['individual.email', 'your e-mail address'],
  ['individual.phone', 'your phone number'],
  ['individual.id_number', 'the number of an identity document'],
  ['individual.ssn_last_4', 'the last digits of your social security number'],
  ['individual.', 'your name and who you are'],
  ['business_profile.', 'what it is that you do'],
  ['company.', 'details of your company'],
];

/** The words for a name, or undefined where there are none and the name alone can be shown. */
export const requirementText = (name: string): string | undefined =>
  asked.find(([beginning]) => name.startsWith(beginning))?.[1];

const reasons: readonly (readonly [string, string])[] = [
  ['requirements.past_due', 'it has waited too long for something that it asked you for'],
  ['requirements.pending_verification', 'it is still checking what you gave'],
  ['under_review', 'it is looking at your account'],
  ['rejected.', 'it has turned your account down'],
  ['platform_paused', 'whoever runs this instance has stopped your payouts there'],
];

/** Why an account is stopped, in the same way. */
export const stoppedText = (reason: string): string | undefined =>
  reasons.find(([beginning]) => reason.startsWith(beginning))?.[1];
