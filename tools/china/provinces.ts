export type Region = 'east' | 'central' | 'west';

/** A province-level unit of mainland China. */
export interface Province {
  /** First two digits of its division code. */
  readonly code: string;
  readonly zh: string;
  readonly name: string;
  readonly region: Region;
  /** Urban share of the population at the 2020 census. */
  readonly urbanShare: number;
}

/** Shares of parcels sent, January to October 2025. Source: http://urdu.people.cn/n3/2025/1118/c518779-20391864.html */
export const REGION_SHARES: Readonly<Record<Region, number>> = { east: 0.709, central: 0.197, west: 0.094 };

/**
 * Hubs that collect from and pass on to their neighbors, by province code. Assumption: one for each part of the
 * country, in its largest railway and road junction.
 */
export const REGIONAL_HUBS: readonly string[] = ['11', '21', '33', '42', '44', '51', '61'];

/**
 * Hubs that are joined to another regional hub than the nearest one. Henan's lies nearest to Xi'an, but its parcels
 * mostly go east and south. Assumption.
 */
export const JOINED_TO: Readonly<Record<string, string>> = { '41': '42' };

/**
 * Regions as the statistics bureau groups provinces. Urban shares: from memory of the provinces' census bulletins of
 * 2021, not checked, so an assumption; the national 63.89 % is sourced (Xinhua, 11 May 2021).
 */
export const PROVINCES: readonly Province[] = (
  [
    ['11', '北京市', 'Beijing', 'east', 0.8755],
    ['12', '天津市', 'Tianjin', 'east', 0.847],
    ['13', '河北省', 'Hebei', 'east', 0.6007],
    ['14', '山西省', 'Shanxi', 'central', 0.6253],
    ['15', '内蒙古自治区', 'Inner Mongolia', 'west', 0.6748],
    ['21', '辽宁省', 'Liaoning', 'east', 0.7214],
    ['22', '吉林省', 'Jilin', 'central', 0.6264],
    ['23', '黑龙江省', 'Heilongjiang', 'central', 0.6561],
    ['31', '上海市', 'Shanghai', 'east', 0.893],
    ['32', '江苏省', 'Jiangsu', 'east', 0.7344],
    ['33', '浙江省', 'Zhejiang', 'east', 0.7217],
    ['34', '安徽省', 'Anhui', 'central', 0.5833],
    ['35', '福建省', 'Fujian', 'east', 0.6875],
    ['36', '江西省', 'Jiangxi', 'central', 0.6044],
    ['37', '山东省', 'Shandong', 'east', 0.6305],
    ['41', '河南省', 'Henan', 'central', 0.5543],
    ['42', '湖北省', 'Hubei', 'central', 0.6289],
    ['43', '湖南省', 'Hunan', 'central', 0.5876],
    ['44', '广东省', 'Guangdong', 'east', 0.7415],
    ['45', '广西壮族自治区', 'Guangxi', 'west', 0.542],
    ['46', '海南省', 'Hainan', 'east', 0.6027],
    ['50', '重庆市', 'Chongqing', 'west', 0.6946],
    ['51', '四川省', 'Sichuan', 'west', 0.5673],
    ['52', '贵州省', 'Guizhou', 'west', 0.5315],
    ['53', '云南省', 'Yunnan', 'west', 0.5005],
    ['54', '西藏自治区', 'Tibet', 'west', 0.3573],
    ['61', '陕西省', 'Shaanxi', 'west', 0.6266],
    ['62', '甘肃省', 'Gansu', 'west', 0.5223],
    ['63', '青海省', 'Qinghai', 'west', 0.6008],
    ['64', '宁夏回族自治区', 'Ningxia', 'west', 0.6496],
    ['65', '新疆维吾尔自治区', 'Xinjiang', 'west', 0.5653],
  ] as const
).map(([code, zh, name, region, urbanShare]) => ({ code, zh, name, region, urbanShare }));
