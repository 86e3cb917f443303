import { prove } from './prove.ts';
import { SINGLE_STATION } from './single-station.ts';

prove('a station by itself', SINGLE_STATION);
