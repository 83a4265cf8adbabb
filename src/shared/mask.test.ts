import { describe, expect, it } from 'vitest';
import { maskAddress, maskIdNumber, maskLandline, maskName, maskPhone, masks } from './mask.ts';

describe('masks', () => {
  it.each([
    ['张三', '张*'],
    ['张三丰', '张*丰'],
    ['欧阳娜娜', '欧**娜'],
    ['买买提·吐尔逊', '买*****逊'],
    ['王', '*'],
    ['𠮷野', '𠮷*'],
    ['李𠮷明', '李*明'],
    [' 张三 ', '张*'],
    ['', ''],
  ])('name %s → %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it.each([
    ['13812345678', '138****5678'],
    ['+8613812345678', '+86*******5678'],
    ['12345', '***45'],
    ['', ''],
  ])('phone %s → %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  it.each([
    ['0577-67221234', '0577-6722****'],
    ['1234', '****'],
    ['', ''],
  ])('landline %s → %s', (phone, masked) => expect(maskLandline(phone)).toBe(masked));

  it.each([
    ['330324198506071237', '330***********1237'],
    ['330324850607123', '330********7123'],
    ['1237', '****'],
    ['', ''],
  ])('ID number %s → %s', (number, masked) => expect(maskIdNumber(number)).toBe(masked));

  it.each([
    ['浙江省温州市永嘉县上塘镇浦口村12号', '浙江省温州市永嘉县上塘镇浦口村****'],
    ['永嘉县南城街道县前路88弄3号201室', '永嘉县南城街道县前路****'],
    ['永嘉县岩头镇浦口村环村路7号', '永嘉县岩头镇浦口村环村路****'],
    ['永嘉县南城街道阳光小区3幢', '永嘉县南城街道****'],
    ['阳光小区3幢', '****'],
    ['', ''],
  ])('address %s → %s', (address, masked) => expect(maskAddress(address)).toBe(masked));

  it('never shows a whole value of any kind', () => {
    for (const mask of Object.values(masks))
      for (const text of ['1', '12', '张', '123456', '上塘镇', '𠮷']) expect(mask(text)).not.toBe(text);
  });
});
