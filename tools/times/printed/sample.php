<?php
// Asks Carbon, which dates are printed with on sites made in PHP, in every locale it has.
// php sample.php FOLDER: the folder that holds Carbon/autoload.php; one row for each phrase, its number still in it.
require $argv[1] . '/Carbon/autoload.php';

use Carbon\Carbon;

// Numbers at which languages change their plural, as far as each unit goes.
const NUMBERS = [
    'second' => [1, 2, 3, 4, 5, 10, 11, 20, 21, 22, 25, 30, 31, 40, 59],
    'minute' => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 19, 20, 21, 22, 25, 30, 31, 40, 44, 59],
    'hour' => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 19, 20, 21, 22, 23],
    'day' => [1, 2, 3, 4, 5, 6],
    'week' => [1, 2, 3],
    'month' => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    'year' => [1, 2, 3, 4, 5, 6, 10, 11, 12, 20, 21, 22, 25],
];
const TENSES = ['past' => -1, 'future' => 1];

function ask(Carbon $now, string $locale, string $unit, int $number, bool $short, int $sign): string
{
    // A little more than the number, which Carbon cuts off.
    $more = in_array($unit, ['month', 'year']) ? ['day', 1] : ['second', $unit === 'second' ? 0 : 1];
    $then = $now->copy()->add($unit, $sign * $number)->add($more[0], $sign * $more[1]);
    return $then->locale($locale)->diffForHumans($now, [
        'syntax' => Carbon::DIFF_RELATIVE_TO_NOW, 'short' => $short, 'options' => 0,
    ]);
}

$now = Carbon::parse('2026-03-18T12:00:00Z');
foreach (glob($argv[1] . '/Carbon/Lang/*.php') as $file) {
    $locale = basename($file, '.php');
    foreach (NUMBERS as $unit => $numbers) {
        foreach ($numbers as $number) {
            foreach ([false, true] as $short) {
                foreach (TENSES as $tense => $sign) {
                    echo json_encode([
                        'source' => 'carbon', 'locale' => $locale, 'style' => $short ? 'short' : 'long', 'tense' => $tense,
                        'number' => $number, 'unit' => $unit, 'text' => ask($now, $locale, $unit, $number, $short, $sign),
                    ], JSON_UNESCAPED_UNICODE), "\n";
                }
            }
        }
    }
}
