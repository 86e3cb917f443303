/** Reference cases that the theory suite does not run, and why. Every public case is either run or named here. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'MM1-12': 'load 0.99: an interval of 5 % needs about 60 million parcels',
  'MMc-27': '50 servers at load 0.95: 10 million parcels; 30 servers at 0.95 (MMc-24) are run',
  'MMcK-23': 'a loss of 0.9 % near saturation: about 5 million parcels; MMcK-20 and -24 are run',
  'MG1-12': 'service times of cv 3, whose third moment rules the spread: about 20 million parcels',
  'MxG1-07': 'batches of 500 at load 0.7: an interval of 5 % needs about 25 million parcels',
  'Jackson-20': 'a tandem of 20 at load 0.9: 30 million events; the tandem of 10 (Jackson-19) is run',
  'BreakdownOper-07': 'outages of 200 services, one in 1000: about 10 million parcels',
  'BatchServiceJoin-12': 'groups of 50 with 237 in the system: about 8 million parcels',
  'PeriodicReviewS-07': 'backorders of one review in sixty: about 24 million parcels',
  'PeriodicReviewS-08':
    'backorders of one review in twenty at 100 parcels a review: about 16 million parcels',
};

/** Families that are no flows, and where they are checked or why they are not. */
export const OTHER_FAMILIES: Readonly<Record<string, string>> = {
  MRG32k3a: 'a generator that the product does not use',
  RNG: 'generators that the product does not use; its own are checked in test/engine/random/',
  tQuantile: 'test/engine/stats/quantiles.test.ts',
  normQuantile: 'test/engine/stats/quantiles.test.ts',
  chi2Quantile: 'test/engine/stats/quantiles.test.ts',
  fQuantile: 'test/engine/stats/quantiles.test.ts',
  KSquantile: 'a statistic that the product does not report',
  DudewiczDalalH1:
    'constants of two-stage selection; the product selects by Kim and Nelson, fully sequentially',
  RinottH: 'constants of two-stage selection; the product selects by Kim and Nelson, fully sequentially',
  KNconstants: 'test/experiment/selection/kim-nelson.test.ts',
  PairedT: 'test/engine/stats/interval.test.ts',
  RepCI: 'test/engine/stats/interval.test.ts',
  WelchMA: 'test/engine/stats/welch-average.test.ts',
  BatchMeans: 'test/engine/stats/interval.test.ts',
  Distribution: 'test/engine/random/distribution.test.ts',
  FluidPeak:
    'a fluid has no parcels: with whole parcels the backlog at an hour differs from it by up to one parcel and its area ' +
    'by half a parcel at all times, so the exact figures cannot be met; a peak of parcels is held against M_t/G/infinity',
  CVRP: 'delivery routes are no flow',
};
