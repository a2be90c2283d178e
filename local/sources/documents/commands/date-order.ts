import { Option } from 'commander';
import { dateOrders } from '../../../../lambdas/documents/extract/parse-date';

/** `--date-order`, for commands that read documents on this machine. */
export function dateOrderOption(): Option {
  return new Option(
    '--date-order <order>',
    'how the documents write 4 March in numbers, 3/4 or 4/3; unsaid, an immunization with such a date is for review',
  ).choices(dateOrders);
}
