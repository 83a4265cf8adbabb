/** What the platform itself says of a learner, as statements. */
import { voided } from '../../shapes/rules.ts';
import type { Props } from '../../shapes/values/rules.ts';

export interface Fact {
  readonly key: string;
  readonly subject_id: string;
  readonly title: string;
  readonly held_at: string;
}

interface About {
  readonly actor: Props;
  readonly registration: string;
  readonly home: string;
}

/** A class or a day of study that the person was at. How long it took is not said. */
export const attended = (
  { subject_id: id, title, held_at: at }: Fact,
  { actor, registration, home }: About,
): Props => ({
  actor,
  verb: { id: 'http://adlnet.gov/expapi/verbs/attended', display: { 'zh-CN': '参加了', en: 'attended' } },
  object: {
    objectType: 'Activity',
    id: `${home}/meetings/${id}`,
    definition: { name: { 'zh-CN': title }, type: 'http://adlnet.gov/expapi/activities/meeting' },
  },
  context: { registration, language: 'zh-CN' },
  timestamp: at,
});

/** The record of a meeting was amended: what was said of it holds no more. */
export const withdrawn = (id: string, actor: Props): Props => ({
  actor,
  verb: { id: voided, display: { 'zh-CN': '撤销了', en: 'voided' } },
  object: { objectType: 'StatementRef', id },
});
