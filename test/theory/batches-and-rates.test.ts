import { BATCHING } from './batching.ts';
import { EXTREMES } from './extremes.ts';
import { prove } from './prove.ts';
import { REVIEW } from './review.ts';
import { TIME_VARYING } from './time-varying.ts';

prove('parcels that go together', BATCHING);
prove('arrivals that vary with time', TIME_VARYING);
prove('the slowest of many', EXTREMES);
prove('stock that is reviewed at a period', REVIEW);
