import type { ReceiverKey } from '../../packs/catalogue-words.ts';
import { fieldOf, type Field, type FieldKey } from '../../catalogue.ts';
import type { ExportRecipient } from './contract.ts';

/** The receiver of the catalogue that each is; `own` leaves nothing to a receiver, `other` is in no field's list. */
const receiverOf: Readonly<Record<Exclude<ExportRecipient, 'own' | 'other'>, ReceiverKey>> = {
  superior: 'superior',
  department: 'superior',
  national: 'national',
};

export type Passage = 'whole' | 'masked' | 'no';

const outside = (field: Field): Passage => {
  if (field.secrecy === 'open' || field.secrecy === 'internal') return 'whole';
  return field.mask === undefined ? 'no' : 'masked';
};

/**
 * Whether a field may go to a recipient, by the catalogue: to receivers that its declaration names; to anybody else what is
 * open or internal, what has a mask under its mask, and nothing more (PIPL 23 asks for the person's own consent there).
 */
export const passageOf = (key: FieldKey, recipient: ExportRecipient): Passage => {
  const field: Field = fieldOf(key);
  if (recipient === 'own') return 'whole';
  if (recipient === 'other') return outside(field);
  return field.recipients.includes(receiverOf[recipient]) ? 'whole' : 'no';
};
