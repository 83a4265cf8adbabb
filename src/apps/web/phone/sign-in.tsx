import type { ReactNode } from 'react';
import type { Session as SessionView } from '#features/base/accounts/contract.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { useElderView } from '#ui/phone/theme.tsx';
import { shellTexts } from '../messages.ts';
import { SignInSteps } from '../sign-in/steps.tsx';
import { kit } from './kit.ts';
import css from './main.module.css';

/** The large print is offered on the way in, before anything has to be read in small type. */
const Foot = (): ReactNode => {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  const { elder, setElder } = useElderView();
  return (
    <div className={css.foot}>
      <button type="button" className={css.link} aria-pressed={elder} onClick={() => setElder(!elder)}>
        {t(elder ? uiTexts.elderOff : uiTexts.elderOn)}
      </button>
      <button
        type="button"
        className={css.link}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'English' : '中文'}
      </button>
      <a href="/?office" className={css.link}>
        {t(shellTexts.officeShell)}
      </a>
    </div>
  );
};

/** The way in, fetched by those who are not signed in. */
export const PhoneSignIn = ({ view }: { view: SessionView }): ReactNode => (
  <SignInSteps kit={kit} view={view} foot={<Foot />} />
);
