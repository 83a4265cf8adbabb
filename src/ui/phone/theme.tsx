import { ConfigProvider } from 'antd-mobile';
import enUS from 'antd-mobile/es/locales/en-US';
import zhCN from 'antd-mobile/es/locales/zh-CN';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import '../base.css';
import { useLanguage } from '../language.tsx';
import './phone.css';

interface ElderView {
  readonly elder: boolean;
  readonly setElder: (elder: boolean) => void;
}

const ElderContext = createContext<ElderView>({ elder: false, setElder: () => undefined });
const storageKey = 'elder';

/** Whether the large-print view is on; the browser remembers it. */
export const useElderView = (): ElderView => useContext(ElderContext);

/** The phone's look and the component library's own words, in the language of the interface. */
export const PhoneTheme = ({ children }: { children: ReactNode }): ReactNode => {
  const { language } = useLanguage();
  const [elder, setElder] = useState(() => localStorage.getItem(storageKey) === 'on');
  useEffect(() => {
    localStorage.setItem(storageKey, elder ? 'on' : 'off');
    document.documentElement.dataset['elder'] = elder ? 'on' : 'off';
  }, [elder]);
  const view = useMemo(() => ({ elder, setElder }), [elder]);
  return (
    <ElderContext value={view}>
      <ConfigProvider locale={language === 'zh' ? zhCN : enUS}>{children}</ConfigProvider>
    </ElderContext>
  );
};
