import type { FeaturePages } from '#webkit/router.tsx';

export const accountPages: FeaturePages = {
  phone: [
    { path: 'me/devices', title: ['登录设备', 'Devices'], lazy: () => import('./phone/devices.tsx') },
    { path: 'me/password', title: ['修改密码', 'Change the password'], lazy: () => import('./phone/password.tsx') },
    { path: 'me/factor', title: ['动态验证码', 'Second step'], lazy: () => import('./phone/factor.tsx') },
  ],
};
