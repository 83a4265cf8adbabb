import {
  CalendarOutlined,
  CheckCircleFilled,
  CheckOutlined,
  CloseCircleFilled,
  CloseOutlined,
  DownOutlined,
  EllipsisOutlined,
  ExclamationCircleFilled,
  InfoCircleFilled,
  LoadingOutlined,
} from '@ant-design/icons';
import { App, ConfigProvider, type ConfigProviderProps, type ThemeConfig } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect } from 'react';
import '../base.css';
import { useLanguage } from '../language.tsx';
import { tokens } from '../tokens.ts';
import './office.css';

const ring = '0 0 0 2px rgb(29 95 168 / 16%)';
const focused = { hoverBorderColor: '#8c96a5', activeBorderColor: tokens.info, activeShadow: ring } as const;
const focusedSelect = {
  hoverBorderColor: '#8c96a5',
  activeBorderColor: tokens.info,
  activeOutlineColor: 'rgb(29 95 168 / 16%)',
} as const;

/** Signs that the library would name in English beside a text that says it already. */
const signs: Pick<ConfigProviderProps, 'button' | 'alert' | 'datePicker' | 'select' | 'tabs'> = {
  button: { autoInsertSpace: false, loadingIcon: <LoadingOutlined spin aria-hidden /> },
  alert: {
    successIcon: <CheckCircleFilled aria-hidden />,
    infoIcon: <InfoCircleFilled aria-hidden />,
    warningIcon: <ExclamationCircleFilled aria-hidden />,
    errorIcon: <CloseCircleFilled aria-hidden />,
  },
  datePicker: { suffixIcon: <CalendarOutlined aria-hidden />, clearIcon: <CloseCircleFilled aria-hidden /> },
  select: {
    suffixIcon: <DownOutlined aria-hidden />,
    clearIcon: <CloseCircleFilled aria-hidden />,
    menuItemSelectedIcon: <CheckOutlined aria-hidden />,
    removeIcon: <CloseOutlined aria-hidden />,
  },
  tabs: { moreIcon: <EllipsisOutlined aria-hidden /> },
};

/** The library's own windows move by themselves, past the rule of `base.css`; whoever asked for stillness gets it from them too. */
const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;

const theme: ThemeConfig = {
  token: {
    motion,
    colorPrimary: tokens.brand,
    colorLink: tokens.link,
    // The library's own paler red is too faint on white.
    colorLinkHover: tokens.brand,
    colorLinkActive: tokens.brand,
    colorInfo: tokens.info,
    colorError: tokens.error,
    colorTextTertiary: tokens.textThird,
    colorTextDescription: tokens.textThird,
    colorTextPlaceholder: tokens.placeholder,
    colorTextQuaternary: tokens.placeholder,
    colorBorder: '#cfd4dc',
    colorBorderSecondary: '#e4e7ec',
    colorBgLayout: '#f5f6f8',
    fontSize: 15,
    controlHeight: 36,
    borderRadius: 6,
    fontFamily: 'var(--font)',
    colorErrorBg: '#fef3f2',
    colorErrorBorder: '#f0b8b1',
  },
  components: {
    Breadcrumb: { itemColor: tokens.textSecond },
    Steps: { colorTextDescription: tokens.textSecond },
    Table: { headerBg: '#fafbfc', headerSplitColor: 'transparent', cellPaddingBlockMD: 10 },
    Menu: { itemSelectedBg: '#fdf3f3', itemHeight: 42, activeBarBorderWidth: 0 },
    Layout: { headerBg: '#fff', siderBg: '#fff', headerHeight: 56, headerPadding: '0 20px' },
    // Brand red at an input would read as an error.
    Input: focused,
    InputNumber: focused,
    DatePicker: focused,
    Select: focusedSelect,
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
};

/** The office's look and the component library's own words, in the language of the interface. */
export const OfficeTheme = ({ children }: { children: ReactNode }): ReactNode => {
  const { language } = useLanguage();
  useEffect(() => void dayjs.locale(language === 'zh' ? 'zh-cn' : 'en-gb'), [language]);
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enGB} {...signs}>
      <App>{children}</App>
    </ConfigProvider>
  );
};
