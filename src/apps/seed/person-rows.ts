import { leafPath } from '#platform/access/scope.ts';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import type { Spelling } from '#platform/text/pinyin.ts';
import { newId } from '#shared/ids.ts';
import type { MemberFields } from '#features/base/members/contract.ts';
import { toColumns } from '#features/base/members/row/commands.ts';
import { bytes, type LoadedTable, type Loader, type Row } from './loading.ts';
import type { Filed } from './organisation-rows.ts';
import type { MembershipSeed, PersonSeed } from './shapes.ts';

export interface Desk {
  readonly loader: Loader;
  readonly crypto: CryptoProvider;
  readonly tree: ReadonlyMap<string, Filed>;
  readonly spell: (name: string) => Spelling;
}

const filed = (tree: ReadonlyMap<string, Filed>, key: string): Filed => {
  const found = tree.get(key);
  if (found === undefined) throw new Error(`no organisation ${key}`);
  return found;
};

/** Facts that the form asks for by month are kept as the first day of it. */
const monthOf = (day: string | undefined): string | null => (day === undefined ? null : `${day.slice(0, 8)}01`);

const personFields = (person: PersonSeed): MemberFields => ({
  sex: person.sex,
  birthDate: person.birthDate,
  ethnicity: person.ethnicity,
  nativePlace: person.nativePlace,
  householdPlace: person.householdPlace,
  education: person.education,
  degree: person.degree,
  maritalStatus: person.marital,
  workStartedOn: person.workStartedOn,
  idNumber: person.idNumber,
  phone: person.phone,
  landline: person.landline,
  address: person.address,
});

const membershipFields = (person: PersonSeed, membership: MembershipSeed): MemberFields => {
  const away = person.outflows.find((outflow) => outflow.toOn === null);
  return {
    category: membership.category,
    joinedOn: membership.joinedOn,
    fullOn: membership.fullOn,
    partyAgeCorrection: membership.partyAgeCorrection,
    standing: membership.standing,
    joinKind: membership.joinKind,
    joinBranch: membership.joinBranch,
    conversion: membership.conversion,
    probationUntil: membership.probationUntil,
    lostSince: monthOf(person.lostContact?.fromOn),
    outflowPlace: away?.place ?? null,
    outflowSince: monthOf(away?.fromOn),
    jobPost: membership.jobPost,
    newStratum: membership.newStratum,
    technicalPost: membership.technicalPost,
    isMigrantWorker: membership.isMigrantWorker,
    isFrontLine: membership.isFrontLine,
    archiveUnit: membership.archiveUnit,
  };
};

const putMembership = (
  { loader, crypto, tree }: Desk,
  person: PersonSeed,
  id: string,
  membership: MembershipSeed,
): void => {
  const branch = filed(tree, membership.branchKey);
  const columns = toColumns(crypto, membershipFields(person, membership)).membership;
  const path = leafPath(branch.path, id);
  loader.put('membership', { ...stamps(), ...columns, person_id: id, branch_id: branch.id, org_path: path });
  for (const each of membership.affiliations) {
    const at = filed(tree, each.branchKey);
    loader.put('affiliation', {
      id: newId(),
      person_id: id,
      branch_id: at.id,
      org_path: leafPath(at.path, id),
      during: `[${each.from},${each.to ?? ''})`,
      join_kind: each.startKind,
      leave_kind: each.endKind,
      created_at: 'now',
    });
  }
};

const stamps = (): Row => ({ id: newId(), version: 1, created_at: 'now', updated_at: 'now' });

const putRecords = (loader: Loader, person: PersonSeed, id: string, path: string): void => {
  const put = (table: LoadedTable, columns: Row): void =>
    loader.put(table, { id: newId(), person_id: id, org_path: path, ...columns, version: 1, created_at: 'now' });
  for (const r of person.rewards)
    put('reward', { kind: r.kind, title: r.title, granted_by: r.grantedBy, granted_on: r.grantedOn });
  for (const s of person.sanctions)
    put('sanction', {
      kind: s.kind,
      decided_by: s.decidedBy,
      decided_on: s.decidedOn,
      effective_until: s.effectiveUntil,
    });
  for (const f of person.family)
    put('family_member', {
      relation: f.relation,
      name: f.name,
      birth_date: f.birthDate,
      politics: f.politics,
      work: f.work,
    });
  for (const h of person.hardships) put('hardship', { kind: h.kind, since: h.since, until: h.until });
  for (const t of person.trainings)
    put('training_record', {
      title: t.title,
      organiser: t.organiser,
      from_on: t.fromOn,
      to_on: t.toOn,
      hours: t.hours,
    });
  for (const o of person.outflows)
    put('outflow', {
      from_on: o.fromOn,
      to_on: o.toOn,
      place: o.place,
      reason: o.reason,
      contact_person: o.contactPerson,
      last_contact_on: o.lastContactOn,
    });
  for (const o of person.outflows.filter((each) => each.reason === 'abroad'))
    put('abroad_stay', {
      from_on: o.fromOn,
      to_on: o.toOn,
      place: o.place,
      purpose: 'work',
      last_contact_on: o.lastContactOn,
    });
  const lost = person.lostContact;
  if (lost !== null) put('lost_contact', { from_on: lost.fromOn, kind: lost.kind, searched: lost.searched });
};

/** Hands a person, the membership, its affiliations and every child record to the loader. Returns the person's id. */
export const putPerson = (desk: Desk, person: PersonSeed): string => {
  const { loader, crypto, tree } = desk;
  const columns = toColumns(crypto, personFields(person)).person;
  const row = stamps();
  const id = String(row['id']);
  const path = leafPath(filed(tree, person.homeKey).path, id);
  const sealed = Object.fromEntries(Object.entries(columns).map(([column, value]) => [column, bytes(value)]));
  const name = person.name.normalize('NFC');
  loader.put('person', { ...row, ...sealed, name, ...desk.spell(name), org_path: path, key_id: crypto.currentKeyId });
  if (person.membership !== null) putMembership(desk, person, id, person.membership);
  putRecords(loader, person, id, path);
  return id;
};
