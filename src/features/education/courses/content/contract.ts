import { z } from 'zod';
import { bodyFault, oneLine, readBody, type Body } from '#shared/body.ts';
import { contentLimits, type Content, type Unit } from './rules.ts';

const id = z.uuid();
const title = z.string().overwrite(oneLine).min(1).max(60);

/** A document of the editor. What is not allowed in it is refused (`shared/body.ts`), other attributes are left out. */
const body = z
  .looseObject({ type: z.literal('doc') })
  .superRefine((value, context) => {
    const fault = bodyFault(value);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  })
  .transform((value): Body => readBody(value));
/** As it was kept: it was read by the same rules. */
const keptBody = z.looseObject({ type: z.literal('doc') }) as unknown as z.ZodType<Body>;

const quiz = z.object({
  id,
  kind: z.literal('quiz'),
  title,
  items: z.array(id).max(contentLimits.items),
  ask: z.number().int().min(1).max(50),
  pass: z.number().int().min(1).max(50),
});
const others = [
  z.object({ id, kind: z.enum(['document', 'slides', 'package']), title, file: id }),
  z.object({ id, kind: z.literal('video'), title, file: id, captions: id.nullable() }),
  z.object({
    id,
    kind: z.literal('task'),
    title,
    words: z.string().trim().min(1).max(contentLimits.words),
    place: z.string().trim().max(100),
  }),
  z.object({ id, kind: z.literal('discussion'), title, words: z.string().trim().min(1).max(contentLimits.words) }),
] as const;

const chapters = <U extends z.ZodType>(unit: U) =>
  z.array(z.object({ id, title, units: z.array(unit).max(contentLimits.units) })).max(contentLimits.chapters);

/** As somebody writes it. */
export const ContentGiven = z.object({
  chapters: chapters(
    z.discriminatedUnion('kind', [
      z.object({ id, kind: z.literal('text'), title, body }),
      quiz.refine(({ ask, pass }) => pass <= ask, { path: ['pass'], error: 'courses.pass_over' }),
      ...others,
    ]),
  ),
});

export const ContentKept: z.ZodType<Content> = z.object({
  chapters: chapters(
    z.discriminatedUnion('kind', [z.object({ id, kind: z.literal('text'), title, body: keptBody }), quiz, ...others]),
  ) as unknown as z.ZodType<Content['chapters']>,
});

export type { Content, Unit };
