/** What the platform itself says of a learner, as statements. How long anything took is never among it. */
import { voided } from '../../shapes/rules.ts';
import type { Props } from '../../shapes/values/rules.ts';

/**
 * A day of study or a class that the person was at, and the certificate of one; a unit, a course, an exam that is done; what came of an
 * exam, once it is told.
 */
export const factKinds = ['meeting', 'class', 'certificate', 'unit', 'course', 'exam', 'result'] as const;
export type FactKind = (typeof factKinds)[number];

export interface Fact {
  readonly kind: FactKind;
  readonly key: string;
  readonly subject_id: string;
  readonly title: string;
  /** Of a unit its course, of a certificate its class. */
  readonly parent_id: string | null;
  readonly parent_title: string | null;
  readonly happened_at: string;
  /** Of a result. */
  readonly passed: boolean | null;
  readonly won: string | null;
  readonly most: string | null;
}

interface About {
  readonly actor: Props;
  readonly registration: string;
  readonly home: string;
}

const adl = 'http://adlnet.gov/expapi';
const verbs = {
  attended: ['参加了', 'attended', `${adl}/verbs/attended`],
  completed: ['学完了', 'completed', `${adl}/verbs/completed`],
  finished: ['考完了', 'completed', `${adl}/verbs/completed`],
  passed: ['通过了', 'passed', `${adl}/verbs/passed`],
  failed: ['没有通过', 'failed', `${adl}/verbs/failed`],
  // Of the registry of verbs: the vocabulary of ADL has none for it.
  earned: ['获得了', 'earned', 'http://id.tincanapi.com/verb/earned'],
} as const;

const verbOf = (name: keyof typeof verbs): Props => {
  const [zh, en, id] = verbs[name];
  return { id, display: { 'zh-CN': zh, en } };
};

const certificateType = 'https://www.opigno.org/en/tincan_registry/activity_type/certificate';

const objectOf = (id: string, title: string, type: string): Props => ({
  objectType: 'Activity',
  id,
  definition: { name: { 'zh-CN': title }, type: type.includes(':') ? type : `${adl}/activities/${type}` },
});

const scoreOf = ({ won, most }: Fact): Props => {
  const [raw, max] = [Number(won), Number(most)];
  return won === null || most === null || max <= 0 ? {} : { score: { scaled: raw / max, raw, min: 0, max } };
};

interface Said {
  readonly verb: Props;
  readonly object: Props;
  readonly result?: Props;
  readonly parent?: Props;
}

const saidOf = (fact: Fact, home: string): Said => {
  const { kind, subject_id: id, title } = fact;
  const course = (of: string, named: string): Props => objectOf(`${home}/courses/${of}`, named, 'course');
  const studyClass = (of: string, named: string): Props => objectOf(`${home}/classes/${of}`, named, 'course');
  const exam = objectOf(`${home}/exams/${id}`, title, 'assessment');
  switch (kind) {
    case 'meeting':
      return { verb: verbOf('attended'), object: objectOf(`${home}/meetings/${id}`, title, 'meeting') };
    case 'class':
      return { verb: verbOf('attended'), object: studyClass(id, title) };
    case 'certificate':
      return {
        verb: verbOf('earned'),
        object: objectOf(`${home}/certificates/${id}`, `${title}证书`, certificateType),
        parent: studyClass(fact.parent_id ?? '', fact.parent_title ?? ''),
      };
    case 'unit':
      return {
        verb: verbOf('completed'),
        object: objectOf(`${home}/courses/${fact.parent_id}/units/${id}`, title, 'lesson'),
        result: { completion: true },
        parent: course(fact.parent_id ?? '', fact.parent_title ?? ''),
      };
    case 'course':
      return { verb: verbOf('completed'), object: course(id, title), result: { completion: true } };
    case 'exam':
      return { verb: verbOf('finished'), object: exam, result: { completion: true } };
    case 'result':
      return {
        verb: verbOf(fact.passed === true ? 'passed' : 'failed'),
        object: exam,
        result: { success: fact.passed === true, ...scoreOf(fact) },
      };
  }
};

export const learntStatement = (fact: Fact, { actor, registration, home }: About): Props => {
  const { verb, object, result, parent } = saidOf(fact, home);
  return {
    actor,
    verb,
    object,
    ...(result === undefined ? {} : { result }),
    context: {
      registration,
      language: 'zh-CN',
      ...(parent === undefined ? {} : { contextActivities: { parent: [parent] } }),
    },
    timestamp: fact.happened_at,
  };
};

/** The record that it came from was amended: what was said of it holds no more. */
export const withdrawn = (id: string, actor: Props): Props => ({
  actor,
  verb: { id: voided, display: { 'zh-CN': '撤销了', en: 'voided' } },
  object: { objectType: 'StatementRef', id },
});
