/** Lines that a bill may have and this one has not. */
export const billLeavesOut = [
  'people who sign in: Cognito charges by the monthly active user, $0.015 each beyond 10,000 with its default plan (not checked), which for a large app is more than all the lines together; another OpenID provider is a parameter',
  'data going out to tills and apps: $0.09 a GB (not checked), about one or two KB an answer',
  'returns and later payments: each writes what a receipt writes, and what is left of its receipt (not recorded)',
  'what is done by hand, and told: a few units an act (not recorded)',
  'calls for secrets and keys: a few for each new instance of a function, one a minute while it enrols or links',
  'what the brand connects to the event bus',
  'hardened: contributor insights of the table, by its reads and writes; risk scoring of the administrators’ sign-in',
  'account-wide services: CloudTrail, GuardDuty, Config; taxes, support, and the discounts of free tiers and volume',
] as const;
