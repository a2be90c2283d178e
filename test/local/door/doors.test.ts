/** Tests of all doors, in one file since they share one. */
import './athena';
import './console';
import './deployed';
import './state';
import './trino';
