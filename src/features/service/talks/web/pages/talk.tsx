import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { answerTalk, oneTalk, talkList } from '../../contract.ts';
import { talkTexts } from '../../messages.ts';
import { TalkPanel } from '../parts/talk-panel.tsx';

/** What a member and the branch say to each other. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: talk, error, isPending, refetch } = useApi(oneTalk, { params: { id } });
  const { run } = useCommand(answerTalk, { touches: [oneTalk, talkList] });
  const title = talk?.name ?? t(talkTexts.one);
  return (
    <Frame title={title} crumbs={[{ title: t(talkTexts.title), to: '/talks' }, { title }]}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          talk && (
            <Section title={talk.standing.unitName}>
              <TalkPanel talk={talk} from={oneTalk} onSay={(text) => run({ params: { id }, body: { text } })} />
            </Section>
          )
        }
      </StateView>
    </Frame>
  );
};
