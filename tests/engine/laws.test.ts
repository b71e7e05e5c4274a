// One file, so that each case is drawn and judged once for all laws.
import './laws-verdict.js';
import './laws-why.js';
import './laws-next.js';
import './laws-order.js';
