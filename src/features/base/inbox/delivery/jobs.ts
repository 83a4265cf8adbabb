import { z } from 'zod';
import { TryLater } from '#platform/jobs/queue.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { keptFor } from '#features/base/rules/rules.ts';
import { say } from '#shared/text.ts';
import { deliveryScope } from '../access.ts';
import { notify } from '../commands.ts';
import { senderOf } from '../channels/commands.ts';
import { outsideChannels } from '../rules.ts';
import { noteOutcome, planDeliveries, takeDelivery } from './commands.ts';
import { noteLetter, takeHeld } from './digest/commands.ts';
import { deliveryTexts } from './messages.ts';
import { digestOf, languageOf, urlOf } from './queries.ts';
import { lineOf, type NoticeTexts } from './rules.ts';
import type { Outcome } from './rules.ts';

const Filed = z.object({ notices: z.array(z.uuid()) });
const One = z.object({ notice: z.uuid(), channel: z.enum(outsideChannels) });
const Morning = z.object({
  account: z.uuid().nullable(),
  person: z.uuid().nullable().default(null),
  channel: z.enum(outsideChannels).default('email'),
  morning: z.string(),
});

const notConnected: Outcome = { kind: 'refused', why: 'not_connected' };

const Wanted = z.object({
  kind: z.string(),
  key: z.string(),
  people: z.array(z.uuid()),
  path: z.string(),
  link: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  statutory: z.boolean().default(false),
});

/** What a feature below the inbox wants to be told. The event may come twice: the key tells it once. */
const tell: TaskHandler = async (county, payload) => {
  await county.write(deliveryScope(county), (tx) => notify(tx, Wanted.parse(payload)));
};

const plan: TaskHandler = async (county, payload) => {
  const { notices } = Filed.parse(payload);
  await county.write(deliveryScope(county), (tx) => planDeliveries(tx, county, notices));
};

/** One delivery on one channel. Called again after a crash, it finds how far it had come. */
const deliver =
  (texts: NoticeTexts): TaskHandler =>
  async (county, payload) => {
    const { notice, channel } = One.parse(payload);
    const sender = senderOf(county, channel);
    const scope = deliveryScope(county);
    const taken = await county.write(scope, (tx) => takeDelivery(tx, county, notice, channel, sender?.remembers ?? 0));
    if (taken === null) return;
    const language = await languageOf(county, taken.account);
    const title = lineOf(texts, language, taken.told);
    const text = `${say(language, deliveryTexts.open)}\n${say(language, deliveryTexts.why)}`;
    const message = { id: notice, to: taken.to, title, text, url: urlOf(county, taken.told) };
    const outcome = await (sender?.send(message) ?? notConnected);
    const again = await county.write(scope, (tx) =>
      noteOutcome(tx, county, { notices: [notice], channel, attempts: taken.attempts }, outcome),
    );
    if (again) throw new TryLater(channel);
  };

/** One message with all that was held back for somebody on a channel since the evening. */
const digest =
  (texts: NoticeTexts): TaskHandler =>
  async (county, payload) => {
    const { morning, ...night } = Morning.parse(payload);
    const scope = deliveryScope(county);
    const sender = senderOf(county, night.channel);
    const letter = await county.write(scope, (tx) => takeHeld(tx, county, night, sender?.remembers ?? 0));
    if (letter === null) return;
    const language = await languageOf(county, night.account);
    const day = morning.slice(0, 10);
    const id = `digest.${night.account ?? night.person ?? ''}.${day}`;
    const message = digestOf({ county, texts, language, channel: night.channel, notices: letter.notices, day });
    const outcome = await (sender?.send({ id, to: letter.to, ...message }) ?? notConnected);
    const again = await county.write(scope, (tx) => noteLetter(tx, letter, outcome));
    if (again) throw new TryLater(night.channel);
  };

/** What notices told of stands where it happened. Those that nobody can open go sooner. */
const sweep: TaskHandler = async (county) => {
  const before = (rule: string): string =>
    new Date(county.now().getTime() - keptFor(rule, county.today())).toISOString();
  await county.write(deliveryScope(county), (tx) =>
    tx
      .deleteFrom('notice')
      .where((e) =>
        e.or([
          e('created_at', '<', before('keep.notice')),
          e.and([e('account_id', 'is', null), e('created_at', '<', before('keep.noticeSent'))]),
        ]),
      )
      .execute(),
  );
};

/** The queue's part of the inbox. */
export const deliveryTasks = (texts: NoticeTexts): Readonly<Record<string, TaskHandler>> => ({
  'inbox.tell': tell,
  'inbox.plan': plan,
  'inbox.deliver': deliver(texts),
  'inbox.digest': digest(texts),
  'inbox.sweep': sweep,
});
