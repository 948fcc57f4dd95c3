/*
 * The commands, each defined in the file that is named after it or its group.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

extern const struct cli_command cli_park, cli_retrieve;               /* cmd_park.c */
extern const struct cli_command cli_show, cli_quote, cli_find_ticket; /* cmd_look.c */
extern const struct cli_command cli_pay, cli_refund;                  /* cmd_pay.c */
extern const struct cli_command cli_renew, cli_void, cli_replace;     /* cmd_mend.c */
extern const struct cli_command cli_release, cli_amend, cli_move;     /* cmd_mend.c */
extern const struct cli_command cli_available, cli_spots;             /* cmd_spots.c */
extern const struct cli_command cli_spot_close, cli_spot_open;        /* cmd_spots.c */
extern const struct cli_command cli_report_day, cli_report_revenue;   /* cmd_report.c */
extern const struct cli_command cli_journal, cli_journal_verify;      /* cmd_journal.c */
extern const struct cli_command cli_init;                             /* cmd_init.c */
extern const struct cli_command cli_tariff_check, cli_tariff_price;   /* cmd_tariff.c */
extern const struct cli_command cli_tariff_install;                   /* cmd_tariff.c */
extern const struct cli_command cli_tariff_list, cli_tariff_show;     /* cmd_tariff_list.c */
extern const struct cli_command cli_tariff_cases;                     /* cmd_tariff_cases.c */
extern const struct cli_command cli_config_get, cli_config_set;       /* cmd_config.c */
extern const struct cli_command cli_config_list;                      /* cmd_config.c */
extern const struct cli_command cli_staff_list, cli_staff_add;        /* cmd_staff.c */
extern const struct cli_command cli_staff_role, cli_staff_pin;        /* cmd_staff.c */
extern const struct cli_command cli_staff_leave, cli_staff_return;    /* cmd_staff.c */
extern const struct cli_command cli_token_add, cli_token_list;        /* cmd_token.c */
extern const struct cli_command cli_token_revoke;                     /* cmd_token.c */
extern const struct cli_command cli_shift_open, cli_shift_count;      /* cmd_shift.c */
extern const struct cli_command cli_shift_close, cli_shift_recount;   /* cmd_shift.c */
extern const struct cli_command cli_shift_drop, cli_shift_paid_out;   /* cmd_shift_cash.c */
extern const struct cli_command cli_shift_no_sale;                    /* cmd_shift_cash.c */
extern const struct cli_command cli_shift_show, cli_shift_list;       /* cmd_shift_report.c */
extern const struct cli_command cli_shift_report, cli_report_shift;   /* cmd_shift_report.c */
extern const struct cli_command cli_permit_add, cli_permit_list;      /* cmd_permit.c */
extern const struct cli_command cli_permit_show, cli_permit_plate;    /* cmd_permit.c */
extern const struct cli_command cli_permit_end;                       /* cmd_permit.c */
extern const struct cli_command cli_validation_add;                   /* cmd_validation.c */
extern const struct cli_command cli_validation_list;                  /* cmd_validation.c */
extern const struct cli_command cli_validation_end;                   /* cmd_validation.c */
extern const struct cli_command cli_validation_give;                  /* cmd_validation.c */
extern const struct cli_command cli_watch_add, cli_watch_remove;      /* cmd_watch.c */
extern const struct cli_command cli_watch_list;                       /* cmd_watch.c */
extern const struct cli_command cli_report_validations;               /* cmd_sponsors.c */
extern const struct cli_command cli_report_accountability;            /* cmd_audit.c */
extern const struct cli_command cli_report_outliers;                  /* cmd_audit.c */
extern const struct cli_command cli_report_receipts;                  /* cmd_audit.c */
extern const struct cli_command cli_report_exceptions;                /* cmd_exceptions.c */
extern const struct cli_command cli_acknowledge;                      /* cmd_exceptions.c */
extern const struct cli_command cli_report_occupancy;                 /* cmd_occupancy.c */
extern const struct cli_command cli_report_ledger;                    /* cmd_ledger.c */
extern const struct cli_command cli_report_audit, cli_day_close;      /* cmd_day.c */
extern const struct cli_command cli_receipt_reprint;                  /* cmd_receipt.c */
extern const struct cli_command cli_ticket_reprint;                   /* cmd_slip.c */
extern const struct cli_command cli_slip_check_file;                  /* cmd_slip.c */
extern const struct cli_command cli_walk_begin, cli_walk_see;         /* cmd_walk.c */
extern const struct cli_command cli_walk_show, cli_walk_settle;       /* cmd_walk.c */
extern const struct cli_command cli_walk_end;                         /* cmd_walk.c */
extern const struct cli_command cli_check, cli_backup;                /* cmd_check.c */
extern const struct cli_command cli_console, cli_demo, cli_help;      /* cmd_console.c, help.c */

#endif
