const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whether a text holds ten digits or more in a row, as numbers of people and telephones do, in whatever groups they are
 * written: such a text stands in no address, since addresses are kept in histories and logs. Ids are nobody's number.
 */
export const hasLongNumber = (text: string): boolean =>
  !uuid.test(text) && /\d(?:[\s\-.·]?\d){9}/u.test(text.normalize('NFKC'));
