/** What the generator yields: plain rows with keys instead of ids, so that a writer can stream them into tables. */

export type OrganisationType =
  | 'county_committee'
  | 'county_department'
  | 'discipline_commission'
  | 'party_school'
  | 'working_committee'
  | 'township_committee'
  | 'grassroots_committee'
  | 'village_committee_party'
  | 'general_branch'
  | 'branch'
  | 'joint_branch'
  | 'temporary_branch'
  | 'group'
  | 'government_department'
  | 'township_government'
  | 'village'
  | 'community'
  | 'unit';

export interface OrganisationSeed {
  /** Stable over sizes and seeds: `p109003.1` is the first branch of division 330324109003. */
  readonly key: string;
  readonly parentKey: string | null;
  readonly type: OrganisationType;
  /** Full official name (全称). */
  readonly name: string;
  readonly shortName: string;
  readonly code: string;
  readonly divisionCode: string | null;
  /** The department, village or unit that the Party organisation was set up in (所在单位). */
  readonly unitKey: string | null;
  /** Units that a joint branch covers, by name. */
  readonly covers: readonly string[];
  readonly foundedOn: string;
  readonly termStartedOn: string | null;
  readonly termYears: number | null;
  /** Members whose organisational relation lies here; 0 for everything but branches. */
  readonly members: number;
}

export type BranchKind =
  | 'village'
  | 'community'
  | 'township_organ'
  | 'retired'
  | 'private'
  | 'organ'
  | 'school'
  | 'health'
  | 'state_enterprise';

export interface AffiliationSeed {
  readonly branchKey: string;
  readonly from: string;
  /** First day that no longer belongs to it. */
  readonly to: string | null;
  readonly startKind: 'admitted' | 'transferred_in' | 'moved_in' | 'registered';
  readonly endKind: 'moved' | null;
}

export interface MembershipSeed {
  readonly branchKey: string;
  readonly groupKey: string | null;
  readonly category: 'full' | 'probationary';
  readonly joinedOn: string;
  readonly fullOn: string | null;
  /** Months; negative where membership was interrupted. */
  readonly partyAgeCorrection: number;
  /** National code of 党籍状态: every membership of the seed is normal. */
  readonly standing: '1';
  readonly joinKind: 'admitted';
  readonly joinBranch: string | null;
  readonly conversion: 'pending' | 'on_time' | 'after_extension' | null;
  /** Set where a probation was extended. */
  readonly probationUntil: string | null;
  readonly jobPost: string | null;
  readonly newStratum: string | null;
  readonly technicalPost: string | null;
  readonly isMigrantWorker: boolean;
  readonly isFrontLine: boolean;
  readonly archiveUnit: string | null;
  readonly affiliations: readonly AffiliationSeed[];
}

export interface RewardSeed {
  readonly kind: string;
  readonly title: string;
  readonly grantedBy: string;
  readonly grantedOn: string;
}
export interface SanctionSeed {
  readonly kind: string;
  readonly decidedBy: string;
  readonly decidedOn: string;
  readonly effectiveUntil: string;
}
export interface FamilySeed {
  readonly relation: string;
  readonly name: string;
  readonly birthDate: string;
  readonly politics: string;
  readonly work: string;
}
export interface HardshipSeed {
  readonly kind: string;
  readonly since: string;
  readonly until: string | null;
}
export interface TrainingSeed {
  readonly kind: string;
  readonly title: string;
  readonly organiser: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly hours: number;
}
export interface OutflowSeed {
  readonly fromOn: string;
  readonly toOn: string | null;
  /** Province, city and county in one text, as the form writes them. */
  readonly place: string;
  readonly reason: string;
  readonly contactPerson: string;
  readonly lastContactOn: string;
}
export interface LostContactSeed {
  readonly fromOn: string;
  readonly kind: string;
  readonly searched: string;
}

/** Facts that the file ought to hold and does not. */
export type MissingField =
  | 'phone'
  | 'address'
  | 'education'
  | 'jobPost'
  | 'nativePlace'
  | 'householdPlace'
  | 'idNumber'
  | 'fullOn'
  | 'joinBranch';
/** Facts that contradict each other; a validator must report each of them. */
export type Contradiction =
  | 'birth_date_not_of_id'
  | 'sex_not_of_id'
  | 'joined_before_18'
  | 'probation_too_short'
  | 'probation_overdue';
export type Flaw = `missing:${MissingField}` | Contradiction;

export interface PersonSeed {
  readonly key: string;
  /** The organisation that keeps the person's rows: the branch, or the village of a resident. */
  readonly homeKey: string;
  readonly name: string;
  readonly sex: '1' | '2';
  readonly birthDate: string;
  readonly ethnicity: string;
  readonly nativePlace: string | null;
  readonly householdPlace: string | null;
  readonly education: string | null;
  readonly degree: string | null;
  readonly marital: string;
  readonly workStartedOn: string | null;
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly landline: string | null;
  readonly address: string | null;
  /** None for residents and applicants. */
  readonly membership: MembershipSeed | null;
  readonly rewards: readonly RewardSeed[];
  readonly sanctions: readonly SanctionSeed[];
  readonly family: readonly FamilySeed[];
  readonly hardships: readonly HardshipSeed[];
  readonly trainings: readonly TrainingSeed[];
  readonly outflows: readonly OutflowSeed[];
  readonly lostContact: LostContactSeed | null;
  /** What was made wrong on purpose; empty for the rest. */
  readonly flaws: readonly Flaw[];
}

export interface PostSeed {
  readonly organisationKey: string;
  readonly personKey: string;
  readonly post:
    | 'secretary'
    | 'deputy_secretary'
    | 'organisation_member'
    | 'publicity_member'
    | 'discipline_member'
    | 'committee_member'
    | 'group_leader';
  readonly fromOn: string;
  readonly toOn: string | null;
  /** Start of the term that the post belongs to; null for appointed posts. */
  readonly termStartedOn: string | null;
}

export type DemoRole =
  | 'county_officer'
  | 'township_worker'
  | 'branch_secretary'
  | 'organisation_member'
  | 'member'
  | 'probationary'
  | 'applicant'
  | 'resident'
  | 'department_handler'
  | 'discipline_officer'
  | 'publisher'
  | 'reviewer'
  | 'party_school'
  | 'system_admin'
  | 'security_admin'
  | 'audit_admin';

export interface AccountSeed {
  readonly role: DemoRole;
  readonly signInName: string;
  readonly personKey: string;
  /** Where the role hangs; it reaches the subtree below. */
  readonly organisationKey: string;
}
