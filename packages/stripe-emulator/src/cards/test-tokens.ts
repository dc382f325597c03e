import { cardOfNumber, type TestCard } from './test-cards.ts';

/** The payment methods that Stripe's test mode has ready, by the number that each stands for. */
const numbers: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_amex: '378282246310005',
  pm_card_bypassPending: '4000000000000077',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_createDispute: '4000000000000259',
  pm_card_createDisputeInquiry: '4000000000001976',
  pm_card_pendingRefund: '4000000000007726',
  pm_card_refundFail: '4000000000005126',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_authenticationRequiredOnSetup: '4000002500003155',
};

/** The card that a ready payment method such as `pm_card_visa` stands for. */
export function cardOfToken(token: string): TestCard | undefined {
  const number = Object.hasOwn(numbers, token) ? numbers[token] : undefined;
  return number === undefined ? undefined : cardOfNumber(number);
}
