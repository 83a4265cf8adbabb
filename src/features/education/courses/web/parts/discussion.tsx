import { type ReactNode, useState } from 'react';
import { newId } from '#shared/ids.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Section } from '#ui/phone/page.tsx';
import { ReasonSheet } from '#ui/phone/reason-sheet.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import css from '#ui/phone/own.module.css';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import type { Unit } from '../../content/rules.ts';
import { ownDiscussion, type Post, removePost, sayInCourse } from '../../discussion/contract.ts';
import { courseProblems } from '../../messages.ts';
import { discussionTexts } from '../messages.ts';

interface Place {
  readonly id: string;
  readonly unit: string;
}

const SayForm = ({ place }: { place: Place }): ReactNode => {
  const t = useText();
  const [postId, setPostId] = useState(newId);
  const { run } = useCommand(sayInCourse, { touches: [[ownDiscussion, { params: place }]] });
  const form = useForm({
    schema: sayInCourse.body,
    labels: { text: discussionTexts.text },
    texts: courseProblems,
    initial: { postId },
    draft: `course-post:${place.unit}`,
    submit: async ({ text }) => {
      await run({ params: place, body: { postId, text } });
      const next = newId();
      setPostId(next);
      form.reset({ postId: next });
    },
  });
  return (
    <FormFrame form={form} verb={t(discussionTexts.say)} label={t(discussionTexts.say)}>
      <LongTextField field={form.field('text')} hint={t(discussionTexts.hint)} rows={3} />
    </FormFrame>
  );
};

const One = ({ post, place }: { post: Post; place: Place }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(removePost, {
    touches: [[ownDiscussion, { params: place }]],
    onDone: () => setAsking(false),
  });
  return (
    <li>
      <p className={css.quiet}>{format.parts([post.name, format.moment(post.at)])}</p>
      <p className={css.words}>{post.text}</p>
      {post.can.remove && (
        <>
          <Button label={t(discussionTexts.removeOf, { name: post.name })} onClick={() => setAsking(true)}>
            {t(discussionTexts.remove)}
          </Button>
          <ReasonSheet
            open={asking}
            title={t(discussionTexts.remove)}
            hint={t(discussionTexts.removeHint)}
            verb={t(discussionTexts.remove)}
            reasonFrom={2}
            busy={busy}
            error={error}
            texts={courseProblems}
            onGiven={(reason) => fire({ params: { id: post.id }, body: { reason } })}
            onClose={() => setAsking(false)}
          />
        </>
      )}
    </li>
  );
};

/** What the own branch says about a unit. */
export const Discussion = ({
  courseId,
  unit,
}: {
  courseId: string;
  unit: Extract<Unit, { kind: 'discussion' }>;
}): ReactNode => {
  const t = useText();
  const place = { id: courseId, unit: unit.id };
  const { data, error, isPending, refetch } = useApi(ownDiscussion, { params: place });
  const items = data?.items ?? [];
  return (
    <>
      <Section>
        <p className={css.words}>{unit.words}</p>
        <p className={css.quiet}>{t(discussionTexts.who)}</p>
      </Section>
      <Section title={t(discussionTexts.said)}>
        <StateView
          error={error}
          loading={isPending}
          empty={items.length === 0}
          whenEmpty={<p className={css.quiet}>{t(discussionTexts.empty)}</p>}
          onAgain={() => void refetch()}
        >
          <ul className={css.stack}>
            {items.map((post) => (
              <One key={post.id} post={post} place={place} />
            ))}
          </ul>
        </StateView>
      </Section>
      <Section title={t(discussionTexts.say)}>
        <SayForm place={place} />
      </Section>
    </>
  );
};
