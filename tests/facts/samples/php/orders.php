<?php

namespace Shop\Http;

use Illuminate\Support\Facades\{Cache, Route as Router};
use Psr\Log\LoggerInterface;
use Shop\Models;
use function Vendor\Text\slug;
use const Vendor\Text\LIMIT;
use DateTimeImmutable;

require __DIR__ . '/helpers.php';
include 'more.php';
require $vendor . '/autoload.php';

#[\Attribute]
final class Retry
{
}

function local(): int
{
    return 1;
}

/** Every form of a name: imported, of a group, of the namespace, in full, of PHP itself. */
#[Retry, Models\Audited(by: 'shop')]
class Orders extends Base
{
    public function __construct(private LoggerInterface $log)
    {
    }

    public function find(string $class, string $method)
    {
        Cache::remember('a', 1, fn () => new Models\Order());
        Router::get('/orders', [self::class, 'find']);
        Other::all();
        \Carbon\Carbon::now();
        new DateTimeImmutable('now');
        new \ReflectionFunction('strlen');
        new Invoice();
        new Retry();
        new $class();
        new class {
        };
        slug('a', LIMIT);
        strlen('a');
        \strtoupper('a');
        Text\upper('a');
        local();
        self::make();
        static::make();
        parent::find($class, $method);
        Cache::$method();
        $method();
        $this->log->info('found');
        if (isset($class) && !empty($method)) {
            echo 'found';
        }
        new namespace\Sub\Order();
        namespace\Sub\Order::make();
        namespace\sort($class);
        ROUTER::get('/');
        URL::to('/');
        $class::to('/');
        throw new \InvalidArgumentException('none');
    }
}
