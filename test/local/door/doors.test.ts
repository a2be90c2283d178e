/** Tests of all doors, in one file since they share one. */
import './athena';
import './console';
import './deployed';
import './deployed-console';
import './state';
import './trino';
