import { INTERRUPTIONS } from './interruptions.ts';
import { NETWORKS } from './networks.ts';
import { PRIORITIES } from './priorities.ts';
import { prove } from './prove.ts';

prove('a network of stations', NETWORKS);
prove('a station with classes', PRIORITIES);
prove('a station that is interrupted', INTERRUPTIONS);
