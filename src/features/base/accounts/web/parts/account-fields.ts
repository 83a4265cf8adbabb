import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { changeAccount, createAccount } from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountRefusals } from '../../messages.ts';

export const accountTexts = { ...adminTexts, ...accountRefusals };

const idNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^\d{17}[\dX]$/, 'id_number.form');
/** The person of an account as a form has it: both or neither. */
const person = { personName: z.string().trim().max(60).optional(), idNumber: idNumber.optional() };

interface PersonTyped {
  readonly personName?: string | undefined;
  readonly idNumber?: string | undefined;
}
const both = ({ personName, idNumber: number }: PersonTyped): boolean => Boolean(personName) === Boolean(number);
const bothMissing = { path: ['idNumber'], message: 'person_both' };

export const newAccountSchema = createAccount.body.omit({ person: true }).extend(person).refine(both, bothMissing);
export const changeAccountSchema = changeAccount.body.omit({ person: true }).extend(person).refine(both, bothMissing);

export const accountLabels = {
  signInName: adminTexts.signInName,
  displayName: adminTexts.displayName,
  personName: adminTexts.personName,
  idNumber: adminTexts.idNumber,
};

/** The typed person as the command takes it. */
export const withPerson = <T extends PersonTyped>({ personName, idNumber: number, ...rest }: T) => ({
  ...rest,
  ...(personName && number ? { person: { name: personName, idNumber: number } } : {}),
});

/** What the server says about the person stands at the form's own fields. */
export const flatRefusal = (thrown: unknown): unknown => {
  if (!(thrown instanceof AppError)) return thrown;
  const problems = thrown.details.problems?.map((problem) => ({
    ...problem,
    path: problem.path.replace('body.person.name', 'body.personName').replace('body.person.', 'body.'),
  }));
  return new AppError(thrown.code, { ...thrown.details, ...(problems ? { problems } : {}) });
};
