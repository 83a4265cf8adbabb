import type { FeaturePages } from '#webkit/router.tsx';

export const residentPages: FeaturePages = {
  words: {
    'action.residents.sendCode': ['向手机发送验证码', 'A code was sent to a phone'],
    'action.residents.signIn': ['群众凭手机号进入', 'A resident signed in'],
    'action.residents.signOut': ['群众在所有设备上退出', 'A resident signed out everywhere'],
    'action.residents.close': ['群众注销账号', 'A resident closed the account'],
    'action.residents.makeAtDesk': ['服务台为群众生成验证码', 'A code handed over at the desk'],
    'action.requests.claim': ['群众把诉求归到自己名下', 'Request kept with a resident’s own'],
  },
};
