import { App } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useGoOn } from '#webkit/router.tsx';
import { workTexts } from '../../messages.ts';
import { ClassForm } from '../parts/class-form.tsx';

export const Page = (): ReactNode => {
  const t = useText();
  const goOn = useGoOn();
  const { message } = App.useApp();
  return (
    <Frame
      title={t(workTexts.newClass)}
      crumbs={[{ title: t(workTexts.classes), to: '/education/classes' }, { title: t(workTexts.newClass) }]}
    >
      <Section>
        <ClassForm
          one={null}
          onDone={(id) => {
            void message.success(t(workTexts.saved));
            goOn(`/education/classes/${id}`, { replace: true });
          }}
        />
      </Section>
    </Frame>
  );
};
